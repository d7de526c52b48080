"""Made-up people in the real year 2015 of Jaworzno, with a few of the years around it."""
