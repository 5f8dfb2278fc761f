#include "parse/record/article.h"
