/* What everything that one person does here shares. */
#include "peer-shell/shell.h"

#include "base/timestamp.h"

struct request_rules
shell_rules(const struct shell *s)
{
	return (struct request_rules){ s->site, &s->operators.peers,
		timestamp_now() };
}
