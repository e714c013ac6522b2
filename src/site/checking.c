/* A session that is checked. */
#include "site/checking.h"

bool
checking_refuse(const struct checking *c, unsigned key, const char *text)
{
	unsigned line = c->n->line[key];

	return site_refuse(c->site, line != 0 ? line : c->n->at,
	    neighbor_schema.keys[key].name, text, c->diag);
}
