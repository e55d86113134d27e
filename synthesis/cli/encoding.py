"""encoder: put a sentence encoder in place, list what there is, take one away."""

from __future__ import annotations

from typing import Annotated

import typer

from synthesis.cli.boundary import JsonOption, app, print_json, say

encoder = typer.Typer(
    help="Sentence encoders, which tell how alike passages are in meaning.", no_args_is_help=True
)
app.add_typer(encoder, name="encoder")


@encoder.command()
def install(
    source: Annotated[
        str,
        typer.Argument(
            metavar="[NAME|PATH]",
            help="A folder with an ONNX graph and tokenizer.json, or a name on the Hugging Face hub; "
            "paraphrase-multilingual-MiniLM-L12-v2 if not given.",
            show_default=False,
        ),
    ] = "",
    as_json: JsonOption = False,
) -> None:
    """Put a sentence encoder in place; from then on coding uses it, unless told --encoder none."""
    from synthesis.pipeline import install_encoder

    installed = install_encoder(source, say)
    if as_json:
        print_json({"encoder": installed.name, "sha256": installed.digest})
    else:
        print(f"{installed.name} is installed (sha256 {installed.digest}) and used from now on.")


@encoder.command("list")
def list_installed(as_json: JsonOption = False) -> None:
    """List the encoders in place, the one used by default first."""
    from synthesis.pipeline import installed_encoders

    names = installed_encoders()
    if as_json:
        print_json({"encoders": list(names)})
    else:
        print(
            "\n".join(names)
            or "No sentence encoder is installed. To add one: python -m synthesis encoder install"
        )


@encoder.command()
def remove(name: Annotated[str, typer.Argument(metavar="NAME")]) -> None:
    """Take an encoder away; what was coded with it stays until the next coding run."""
    from synthesis.pipeline import remove_encoder

    remove_encoder(name)
    say(f"{name} is removed.")
