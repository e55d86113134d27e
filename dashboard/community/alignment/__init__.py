"""Alignment: how proposed topics stand beside what groups work on and what inputs asked for."""
