"""The streaming parts, driven without a broker or as a real worker on the embedded one."""
