/*
 * The share of positive stories among those that are not neutral, and how many
 * of those there are, over 91 days that end with the bucket: aggregate event
 * sentiment and volume.
 *
 * Formula: aes = P/(P+M), aev = P+M, P and M the stories whose most probable
 *   class is positive, negative (RavenPack, "News Analytics User Guide": AES,
 *   AEV); se of aes as for a share (stat_share.h).
 * Keeps: aes is null where P+M is 0. Of two classes that are equally probable
 *   neither is the most probable: such a story is neutral.
 * Users: the query tool.
 */
#ifndef STORE_QUERY_STAT_AES_H
#define STORE_QUERY_STAT_AES_H

#include "store/query/stat.h"

#include <stdint.h>

enum { STAT_AES_DAYS = 91 };

/* -1 0 1; 0 too where the probabilities are not known (INT32_MIN) */
int stat_aes_class(const int32_t p[3]);

struct stat_value stat_aes(size_t positive, size_t negative);
struct stat_value stat_aev(size_t positive, size_t negative);

#endif
