"""“这个岗位有问题”: a reader says so without signing in, the office decides, the employer answers."""
