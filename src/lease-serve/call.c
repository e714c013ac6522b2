/* A request, from its head to its answer. */
#include "lease-serve/call.h"

#include <strings.h>

#include <microhttpd.h>

struct header_count {
	const char *name;
	unsigned n;
};

static enum MHD_Result
count_header(void *cls, enum MHD_ValueKind kind, const char *name,
    const char *value)
{
	struct header_count *count = cls;

	(void)kind;
	(void)value;
	count->n += strcasecmp(name, count->name) == 0;
	return MHD_YES;
}

unsigned
call_headers(const struct call *call, const char *name)
{
	struct header_count count = { name, 0 };

	MHD_get_connection_values(call->connection, MHD_HEADER_KIND,
	    count_header, &count);
	return count.n;
}

const char *
call_header(const struct call *call, const char *name)
{
	return MHD_lookup_connection_value(call->connection, MHD_HEADER_KIND,
	    name);
}

void
call_refuse(struct call *call, enum http_error error, const char *message)
{
	http_reply_error(&call->reply, error, message);
}

void
call_refuse_result(struct call *call, enum lease_result result)
{
	static const enum http_error errors[] = {
		[LEASE_NO_ASN] = ERROR_NO_ASN,
		[LEASE_HOURS] = ERROR_HOURS,
		[LEASE_LIMIT] = ERROR_LIMIT,
		[LEASE_NONE_FREE] = ERROR_NONE_FREE,
		[LEASE_NOT_HELD] = ERROR_NOT_HELD,
		[LEASE_FAILED] = ERROR_STORE,
	};

	if (result == LEASE_FAILED)
		diag_say(call->gateway->diag, DIAG_WARNING, NULL, "store", "%s",
		    lease_store_error(call->gateway->store));
	call_refuse(call, errors[result], NULL);
}

void
call_resume(struct call *call)
{
	call->waiting = false;
	if (call->suspended)
		MHD_resume_connection(call->connection);
	call->suspended = false;
}
