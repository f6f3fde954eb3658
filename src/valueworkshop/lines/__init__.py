"""Line mode: the whole workshop as questions and answers, one line after the other."""
