"""Pages of figures: the boards of staff, the board that everybody sees, a figure opened, exports."""
