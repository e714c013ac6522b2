/* An answer on its way out: its headers. */
#include "lease-serve/http-send.h"

#include <stdio.h>

#include <microhttpd.h>

static void
add(struct MHD_Response *response, const char *name, const char *value)
{
	if (value != NULL && value[0] != '\0')
		MHD_add_response_header(response, name, value);
}

static void
add_headers(struct MHD_Response *response, const struct http_reply *r)
{
	char seconds[16] = "";

	if (r->status != 204 && r->status != 304)
		add(response, "Content-Type",
		    r->type != NULL ? r->type : "application/json");
	/* An answer is for one caller; what has an ETag may be asked again. */
	add(response, "Cache-Control",
	    r->etag[0] != '\0' ? "no-cache" : "no-store");
	add(response, "X-Content-Type-Options", "nosniff");
	add(response, "ETag", r->etag);
	add(response, "Allow", r->allow);
	if (r->status == 401)
		add(response, "WWW-Authenticate", "Bearer");
	if (r->retry_after > 0)
		snprintf(seconds, sizeof seconds, "%u", r->retry_after);
	add(response, "Retry-After", seconds);
}

bool
http_send(struct call *call)
{
	struct http_reply *r = &call->reply;
	struct MHD_Response *response = MHD_create_response_from_buffer(
	    r->body.len, r->body.data, MHD_RESPMEM_MUST_FREE);
	bool ok;

	if (response == NULL)
		return false;
	r->body = (struct buf){ 0 };
	add_headers(response, r);
	ok = MHD_queue_response(call->connection, r->status, response) ==
	    MHD_YES;
	MHD_destroy_response(response);
	return ok;
}
