/*
 * One value of a statistic: the number, its standard error, and how many
 * observations it rests on.
 *
 * Keeps: an unknown value is NaN and is printed as null, never as 0; n is
 *   known even then.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_H
#define STORE_QUERY_STAT_H

#include <math.h>
#include <stddef.h>

struct stat_value {
	double value, se; /* NaN: null */
	double n;
};

static inline struct stat_value stat_null(double n)
{
	return (struct stat_value){(double)NAN, (double)NAN, n};
}

#endif
