"""Reading English reports: the rules that another language stands beside, not inside."""
