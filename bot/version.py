"""The version of this program: on the way of every answer, where asking the installed package would take too long."""

VERSION = "0.1.0"
