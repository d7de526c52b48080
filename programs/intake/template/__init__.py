"""The empty list that an office can fill: what it writes there is understood without a question."""
