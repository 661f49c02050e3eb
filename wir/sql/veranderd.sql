-- Which projects changed as the selection asks.
from veranderd_in($vroeger, $later, $codes);
