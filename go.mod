module polity

go 1.26
