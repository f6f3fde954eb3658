"""Numbers from answers: pure functions that know no stage, terminal, file or clock."""
