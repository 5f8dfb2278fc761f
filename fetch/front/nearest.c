#include "fetch/front/nearest.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

size_t nearest_distance(const char *a, const char *b)
{
	size_t rows[3][NEAREST_NAME_MAX_BYTES + 1];
	size_t n = strlen(a), m = strlen(b);

	if (n > NEAREST_NAME_MAX_BYTES || m > NEAREST_NAME_MAX_BYTES)
		return n + m;
	for (size_t j = 0; j <= m; j++)
		rows[0][j] = j;
	for (size_t i = 1; i <= n; i++) {
		size_t *now = rows[i % 3];
		const size_t *up = rows[(i + 2) % 3], *up2 = rows[(i + 1) % 3];

		now[0] = i;
		for (size_t j = 1; j <= m; j++) {
			size_t change = a[i - 1] == b[j - 1] ? 0 : 1;
			size_t d = least(up[j] + 1, now[j - 1] + 1);

			d = least(d, up[j - 1] + change);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				d = least(d, up2[j - 2] + 1);
			now[j] = d;
		}
	}
	return rows[n % 3][m];
}

int nearest_is_near(const char *typed, const char *name)
{
	size_t n = strlen(typed), m = strlen(name);
	size_t begin = least(n, m);

	if (begin >= 2 && strncmp(typed, name, begin) == 0)
		return 1;
	return nearest_distance(typed, name) <= (n > m ? n : m) / 3;
}
