/* All requests that the gateway answers, a row each.  doc/lease-serve.yaml
 * describes them, and a test compares the two. */
#include "lease-serve/route-table.h"

#include "lease-serve/api-health.h"
#include "lease-serve/api-roa.h"
#include "lease-serve/api-service.h"
#include "lease-serve/api-user.h"

static const struct route rows[] = {
	{ "GET", "/api/user/info", CALLER_USER, .answer = api_user_info },
	{ "POST", "/api/user/asn", CALLER_USER, .changes = true,
	    .answer = api_user_asn },
	{ "POST", "/api/user/prefix", CALLER_USER, .has_body = true,
	    .changes = true, .answer = api_user_lease },
	{ "DELETE", "/api/user/prefix/{prefix}", CALLER_USER, .changes = true,
	    .answer = api_user_release },
	{ "POST", "/api/user/prefix/{prefix}/renew", CALLER_USER,
	    .has_body = true, .changes = true, .answer = api_user_renew },
	{ "PUT", "/api/user/prefix/{prefix}/rpki", CALLER_USER,
	    .has_body = true, .changes = true, .answer = api_roa_switch },
	{ "GET", "/service/mappings", CALLER_SERVICE,
	    .answer = api_service_mappings },
	{ "GET", "/service/mappings/{user_hash}", CALLER_SERVICE,
	    .answer = api_service_mapping },
	{ "DELETE", "/service/user/{user_hash}", CALLER_SERVICE,
	    .answer = api_service_erase },
	{ "GET", "/healthz", CALLER_ANYBODY, .answer = api_health },
	{ "GET", "/metrics", CALLER_ANYBODY, .answer = api_metrics },
};
const struct routes route_table = { rows, sizeof rows / sizeof *rows };
