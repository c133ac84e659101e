"""Borders between a wish and a typing slip: none is a rule of training, all are our choice."""

from datetime import date

ATHLETE_FILE_BYTES = 1024 * 1024
NAME_CHARACTERS = 200
NOTE_CHARACTERS = 10_000

MOST_RACES = 200
MOST_TRIPS = 200
MOST_ABSENCES = 500
MOST_KIT = 500
MOST_PACKS = 50
MOST_STAGES = 100
"""Entries of the lists in an athlete file."""

FIRST_DATE = date(2000, 1, 1)
LAST_DATE = date(2199, 12, 31)
"""Far enough from both ends of the calendar that weeks can be added without overflow."""
FIRST_PLAN_DATE = date(1999, 1, 1)
LAST_PLAN_DATE = date(2201, 12, 31)
"""The same with room for what lies before a race and after it."""
LONGEST_RUNWAY_YEARS = 5
"""From the plan's start to the race."""
MOST_DAYS_PAST = 6
"""So far may a plan's start lie behind the day it is made on: the week that has begun, and no more."""

STAGE_SUM_RATIO = 0.01
"""How far the stages' distances may add up to something else than the race's distance."""

SURPRISING_BODY_MASS_KG = 130
"""Above it, pounds were perhaps meant."""
SURPRISING_PACK_RATIO = 0.3
"""Pack mass / body mass above which pounds were perhaps meant."""
SURPRISING_CLIMB_M_PER_KM = 120
"""Above it, feet were perhaps meant."""
SURPRISING_PACE_S_PER_KM = 180
"""Faster than it as an EASY pace: minutes per mile or a race pace were perhaps meant."""
