"""Words as data: what each means is checked when it is loaded."""
