/*
 * Unit tests: each option of each kind of session is changed, and the text
 * and the forecast are compared with those of the session as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "render/bgp-session.h"

static struct site_router router = {
	.router_id = { 4, { 192, 0, 2, 1 } },
	.bird = { .version = 2017 },
};
static struct prefix range4 = { { 4, { 198, 51, 100, 0 } }, 24 };
static struct prefix range6 = { { 4, { 203, 0, 113, 0 } }, 24 };

static const struct bgp_kind *const kinds[] = { &bgp_peer, &bgp_neighbor,
	&bgp_ibgp, &bgp_range, &bgp_server };

static void
no_mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	(void)f;
	(void)s;
	(void)option;
}

static struct bgp_session
session_of(const struct bgp_kind *kind)
{
	const struct bgp_channel channel = { .carried = true,
		.action = "block",
		.import = "bf_in",
		.export = "bf_out" };

	return (struct bgp_session){
		.kind = kind,
		.router = &router,
		.mark = no_mark,
		.name = "bf_test",
		.template = "bf_template",
		.dynamic_name = "bf_dynamic",
		.neighbor = { 4, { 198, 51, 100, 7 } },
		.range = kind == &bgp_range ? &range4 : NULL,
		.asn = 64500,
		.local_asn = 64501,
		.local = { 4, { 198, 51, 100, 1 } },
		.has_local = true,
		.direct = kind->local_line,
		.enforce_first_as = (kind->constant >> BGP_ENFORCE_FIRST_AS &
					1) != 0,
		.password_name = "bf_test",
		.channel = { channel, channel },
	};
}

/* The whole text of a session, its template's included; free(3) it. */
static char *
text_of(const struct bgp_session *s)
{
	char *text;
	size_t n;
	FILE *f = open_memstream(&text, &n);

	bgp_template_text(f, s, "bf_template");
	bgp_session_text(f, s);
	fclose(f);
	return text;
}

static char *
forecast_of(const struct bgp_session *s)
{
	char *text;
	size_t n;
	struct fragout out = { .f = open_memstream(&text, &n) };

	bgp_session_framing(&out, s);
	fclose(out.f);
	return text;
}

/* What changes each option. */
#define CHANGE(name, statement) \
	static void change_##name(struct bgp_session *s) \
	{ \
		statement; \
	}

CHANGE(neighbor, s->neighbor.bytes[3]++)
CHANGE(range, s->range = &range6)
CHANGE(as, s->asn++)
CHANGE(local_as, s->local_asn++)
CHANGE(router_id, router.router_id.bytes[3]++; (void)s)
CHANGE(source, s->local.bytes[3]++)
CHANGE(channels, s->channel[1].carried = false)
CHANGE(extended_next_hop, s->channel[1].extended_next_hop = true)
CHANGE(import_table, s->channel[1].import_table = true)
CHANGE(keep_filtered, s->channel[0].keep_filtered = true)
CHANGE(multihop, s->multihop = 2)
CHANGE(ttl_security, s->ttl_security = true)
CHANGE(graceful_restart, s->graceful_restart = true)
CHANGE(role, s->role = "peer")
CHANGE(enforce_first_as, s->enforce_first_as = !s->enforce_first_as)
CHANGE(add_paths, s->channel[1].add_paths = true)
CHANGE(rr_client, s->rr_client = true)
CHANGE(rs_client, s->rs_client = true)
CHANGE(passive, s->passive = true)
CHANGE(password, s->password_file = "/etc/birdfeed/p")
CHANGE(disabled, s->disabled = true)
CHANGE(vrf, static char name[] = "red"; router.kernel.vrf = name; (void)s)
CHANGE(authentication, router.bird.line[BIRD_VERSION] = 1; (void)s)
CHANGE(bfd, s->bfd = true)
CHANGE(next_hop_self, s->channel[0].next_hop_self = true)
CHANGE(next_hop_keep, s->channel[0].next_hop_keep = true)
static struct addr next_hop = { 4, { 198, 51, 100, 9 } };
CHANGE(next_hop_address, s->channel[0].next_hop = &next_hop)
CHANGE(receive_limit, s->channel[0].receive_limit = 10)
CHANGE(import_limit, s->channel[0].import_limit = 10)
CHANGE(import, s->channel[1].import = NULL)
CHANGE(export_self, s->channel[1].export_self = true)
CHANGE(export_limit, s->channel[0].export_limit = 10)
CHANGE(export, s->channel[0].export = "bf_other")

enum { RESTARTS = 1, NO_TEXT = 2 };

/* What a change comes to, by BIRD's own behavior and not by the rows. */
static const struct {
	void (*change)(struct bgp_session *s);
	unsigned what;
} changes[BGP_OPTIONS] = {
	[BGP_NEIGHBOR] = { change_neighbor, RESTARTS },
	[BGP_RANGE] = { change_range, RESTARTS },
	[BGP_AS] = { change_as, RESTARTS },
	[BGP_LOCAL_AS] = { change_local_as, RESTARTS | NO_TEXT },
	[BGP_ROUTER_ID] = { change_router_id, RESTARTS | NO_TEXT },
	[BGP_SOURCE] = { change_source, RESTARTS },
	[BGP_CHANNELS] = { change_channels, RESTARTS },
	[BGP_EXTENDED_NEXT_HOP] = { change_extended_next_hop, RESTARTS },
	[BGP_IMPORT_TABLE] = { change_import_table, RESTARTS },
	[BGP_KEEP_FILTERED] = { change_keep_filtered, RESTARTS },
	[BGP_MULTIHOP] = { change_multihop, RESTARTS },
	[BGP_TTL_SECURITY] = { change_ttl_security, RESTARTS },
	[BGP_GRACEFUL_RESTART] = { change_graceful_restart, RESTARTS },
	[BGP_ROLE] = { change_role, RESTARTS },
	[BGP_ENFORCE_FIRST_AS] = { change_enforce_first_as, RESTARTS },
	[BGP_ADD_PATHS] = { change_add_paths, RESTARTS },
	[BGP_RR_CLIENT] = { change_rr_client, RESTARTS },
	[BGP_RS_CLIENT] = { change_rs_client, RESTARTS },
	[BGP_PASSIVE] = { change_passive, RESTARTS },
	[BGP_PASSWORD] = { change_password, RESTARTS },
	[BGP_DISABLED] = { change_disabled, RESTARTS },
	[BGP_VRF] = { change_vrf, RESTARTS },
	/* Seen only where there is a password: see below. */
	[BGP_AUTHENTICATION] = { change_authentication, NO_TEXT },
	[BGP_BFD] = { change_bfd, 0 },
	[BGP_NEXT_HOP_SELF] = { change_next_hop_self, 0 },
	[BGP_NEXT_HOP_KEEP] = { change_next_hop_keep, 0 },
	[BGP_NEXT_HOP_ADDRESS] = { change_next_hop_address, RESTARTS },
	[BGP_RECEIVE_LIMIT] = { change_receive_limit, 0 },
	[BGP_IMPORT_LIMIT] = { change_import_limit, 0 },
	[BGP_IMPORT] = { change_import, 0 },
	[BGP_EXPORT_SELF] = { change_export_self, 0 },
	[BGP_EXPORT_LIMIT] = { change_export_limit, 0 },
	[BGP_EXPORT] = { change_export, 0 },
};

/* A range has no neighbor and no single AS, and others have no range. */
static bool
kind_has(const struct bgp_kind *kind, enum bgp_option option)
{
	if (kind == &bgp_range)
		return option != BGP_NEIGHBOR && option != BGP_AS;
	return option != BGP_RANGE;
}

static void
check_change(const struct bgp_kind *kind, enum bgp_option option)
{
	const struct site_router saved = router;
	struct bgp_session s = session_of(kind);
	char *text = text_of(&s), *forecast = forecast_of(&s);
	char *new_text, *new_forecast;
	const unsigned what = changes[option].what;

	changes[option].change(&s);
	new_text = text_of(&s);
	new_forecast = forecast_of(&s);
	router = saved;
	if ((strcmp(text, new_text) == 0) != ((what & NO_TEXT) != 0))
		fail_msg("%s, option %d: the text:\n%s", kind->name, option,
		    new_text);
	if ((strcmp(forecast, new_forecast) != 0) != ((what & RESTARTS) != 0))
		fail_msg("%s, option %d: the forecast: %s", kind->name, option,
		    new_forecast);
	if ((what & RESTARTS) != 0) {
		char setting[64];

		snprintf(setting, sizeof setting,
		    " %s=", bgp_option_setting(option));
		assert_non_null(strstr(new_forecast, setting));
	}
	free(text);
	free(forecast);
	free(new_text);
	free(new_forecast);
}

static void
every_option_of_every_kind(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
		for (unsigned option = 0; option < BGP_OPTIONS; option++) {
			assert_non_null(changes[option].change);
			if (kind_has(kinds[i], option))
				check_change(kinds[i], option);
		}
}

/* A word that newer BIRDs want beside a password changes nothing. */
static void
authentication(void **state)
{
	struct bgp_session s = session_of(&bgp_neighbor);
	char *old, *new, *text;

	(void)state;
	change_password(&s);
	old = forecast_of(&s);
	router.bird.line[BIRD_VERSION] = 1;
	new = forecast_of(&s);
	text = text_of(&s);
	router.bird.line[BIRD_VERSION] = 0;
	assert_string_equal(old, new);
	assert_non_null(strstr(text,
	    "\tauthentication md5;\n"
	    "\tpassword BIRDFEED_PASSWORD_bf_test;\n"));
	free(old);
	free(new);
	free(text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_option_of_every_kind),
		cmocka_unit_test(authentication),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
