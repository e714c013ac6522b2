/* What everything that one person does here shares. */
#include "peer-shell/shell.h"

#include "base/buf.h"
#include "base/timestamp.h"

struct request_rules
shell_rules(const struct shell *s)
{
	return (struct request_rules){ s->site, &s->operators.peers,
		timestamp_now() };
}

bool
shell_read_registry(struct shell *s)
{
	struct buf path = { 0 };
	bool ok;

	buf_printf(&path, "%s/registry.records", s->site->self_service.run_dir);
	ok = caller_read(&s->caller, buf_cstr(&path), s->diag);
	buf_free(&path);
	return ok;
}

bool
shell_read_operators(struct shell *s)
{
	if (s->reserved == NULL || s->operators_read)
		return true;
	s->operators_read = peer_source_yaml(&s->operators, s->reserved) &&
	    s->operators.refused == 0;
	if (!s->operators_read) {
		peer_source_free(&s->operators);
		s->operators = (struct peer_source){ .diag = s->diag };
	}
	return s->operators_read;
}
