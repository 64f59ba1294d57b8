"""The faces: command line and exports."""
