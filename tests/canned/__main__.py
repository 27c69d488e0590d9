"""The worker as `communique run` starts it, but over the canned pipeline."""

from tests.canned import load_canned
from workers.settings import load_settings
from workers.stream.worker import run_worker

if __name__ == "__main__":  # a spawned child imports this module too
    run_worker(load_settings(), load_canned)
