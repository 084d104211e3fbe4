"""Which column is what, in the engine's parameters and in its record of a day."""

from fogline.outlook.coefficients import names

COLUMN = {name: i for i, name in enumerate(names())}
"""Of the coefficients."""
(TEMPO, SURROUNDINGS, RECENT_GAIN, FORCE_RATIO, CITY, RIVER, LINE, HEIGHT, SUPPLY, FATIGUE, SHOCK,
 PERSISTENCE, LOSS_LEVEL, OWN_EXPONENT, ENEMY_EXPONENT, EXCHANGE_RATE, DISPERSION, CUT_OFF_LOSSES,
 REARGUARD, REGAIN_RATE, COUNTER, ENVELOPMENT, EFFECT_A, EFFECT_D) = (
    COLUMN[name] for name in (
        "tempo", "surroundings", "recent_gain", "force_ratio", "city", "river", "line", "height",
        "supply", "fatigue", "shock", "persistence", "loss_level", "own_exponent",
        "enemy_exponent", "exchange", "dispersion", "cut_off_losses", "rearguard", "regain",
        "counterattack", "envelopment", "effectiveness_attacker", "effectiveness_defender")
)  # fmt: skip

SEEN = ("focus_taken", "held", "road_share", "losses_a", "losses_d", "force_a", "force_d",
        "exchange")  # fmt: skip
"""What is recorded of each run and day; `exchange` is that of about the last fourteen days."""
(FOCUS_TAKEN, HELD, ROADS, LOSSES_A, LOSSES_D, FORCE_A, FORCE_D, RECENT_EXCHANGE) = range(len(SEEN))

# Spans of the model's memory, in days; with the fits of `recent_gain` and the triggers.
GAIN_DAYS, FATIGUE_DAYS, EXCHANGE_DAYS, WEEK = 28.0, 30.0, 14.0, 7
SATURATED, MOST_GAIN = 0.65, 0.3
"""On the weekly front up to 2022-12-01 a cell's fall gets no likelier from these shares upwards."""
MOVES = 0.3
"""Share of the way to where they are needed that soldiers go in a day; ours."""
ARRIVES = 0.1
"""Share of the reserves that reaches the line in a day once they come; ours."""
FOLLOWS = 0.4
"""Hazard a day of a cell that was left; the attacker follows in days. Ours."""
VACATED_LOSSES = 0.15
MOST_LOST = 0.2
"""Of a sector's soldiers in a day."""
UNDER_FIRE = 0.5
"""What a road beside enemy-held ground still carries."""
