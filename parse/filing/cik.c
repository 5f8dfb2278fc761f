#include "parse/filing/cik.h"

struct str cik_plain(struct str s)
{
	while (s.n > 1 && s.p[0] == '0')
		s = str_sub(s, 1, s.n);
	return s;
}
