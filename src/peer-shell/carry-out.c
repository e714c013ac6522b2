/* An order of the caller's, from the store to the router. */
#include "peer-shell/carry-out.h"

#include <inttypes.h>

#include "peer-shell/audit.h"
#include "peer-shell/effect.h"
#include "peer-shell/reply.h"
#include "store/request-change.h"
#include "store/serial-file.h"

static int
done(struct shell *s, const struct request_answer *a)
{
	struct why why;

	audit_say(s, s->verb, a->name, request_states[a->state]);
	if (!serial_file_write(s->db, s->site->self_service.store, &why))
		diag_say(s->diag, DIAG_WARNING, NULL, "serial", "%s", why.text);
	reply_set(s, "name", json_string(a->name));
	reply_set(s, "router", json_string(a->router));
	reply_set(s, "state", json_string(request_states[a->state]));
	reply_set(s, "id", json_integer(a->id));
	reply_line(s, "%s on %s is %s, id %" PRIu32 ".", a->name, a->router,
	    request_states[a->state], a->id);
	if (a->state == REQUEST_PENDING) {
		reply_line(s, "The operator has to approve it.");
		return 0;
	}
	return effect_say(s, a);
}

int
carry_out(struct shell *s, const struct request_order *order,
    struct request_answer *answer)
{
	struct request_rules rules = shell_rules(s);

	if (!request_order(s->db, &rules, order, answer))
		return reply_store_failed(s);
	if (answer->refused != NULL) {
		audit_say(s, s->verb, answer->name, answer->refused);
		return reply_no(s, 1, NULL, answer->refused, "%s",
		    answer->why.text);
	}
	return done(s, answer);
}
