-- Which regions stepped as the selection asks.
from gestapt_in($vroeger, $later, $codes);
