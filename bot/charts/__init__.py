"""Answers as pictures: what to draw (chosen), where it goes (laid out), and how (PNG, SVG, terminal)."""
