/*
 * Six in the morning in New York: when EDGAR opens, and so the earliest that
 * a filing of a given date can have been public.
 *
 * Keeps: daylight saving time by the rules of 1987 (first Sunday of April to
 *   last of October) and 2007 (second Sunday of March to first of November;
 *   Energy Policy Act of 2005, section 110).
 * Users: store/.
 */
#ifndef STORE_NEWYORK_H
#define STORE_NEWYORK_H

#include <stdint.h>

/* day: any moment of the (calendar) day, UTC */
int64_t newyork_morning(int64_t day);

#endif
