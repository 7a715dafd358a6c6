"""Build of what is there now: an earlier build's leftovers would be packed too, and modules that are gone come back."""

from shutil import rmtree

from setuptools import setup

rmtree("build/lib", ignore_errors=True)
setup()
