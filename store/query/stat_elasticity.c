#include "store/query/stat_elasticity.h"

#include <stdbool.h>

struct stat_value stat_elasticity(
    double spending, double spending_before, double price, double price_before)
{
	bool ok = spending > 0 && spending_before > 0 && price > 0 &&
		  price_before > 0;
	double fall = ok ? log(price / price_before) : (double)NAN;

	if (!ok || !(fall < -0.05))
		return stat_null(ok ? 4 : 0);
	return (struct stat_value){
	    1 - log(spending / spending_before) / fall, (double)NAN, 4};
}
