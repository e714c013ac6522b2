/* The settings of a protocol that make BIRD restart it when they change. */
#include "apply/protocol-settings.h"

#include <string.h>

#define N(array) (sizeof array / sizeof *array)

/*
 * The statements that each type of protocol changes without a restart, by
 * their first words.  Tested with BIRD 2.0.12, 2.17.1, 2.19.2, 3.2.3 and
 * 3.3.2.
 */
static const char *const everywhere[] = { "debug", "mrtdump", "description" };
static const char *const of_channel[] = { "export", "import limit",
	"import block", "receive limit", "export limit", "export block",
	"preference", "next hop self", "next hop keep", "next hop prefer",
	"next hop address", "gateway", "cost", "debug", "missing lladdr",
	"rpki reload" };
static const char *const of_bgp[] = { "neighbor", "local as", "source",
	"direct", "interface", "bfd", "interpret communities", "authentication",
	"path metric on", "path metric 1", "graceful restart aware" };
static const char *const of_kernel[] = { "persist", "graceful restart",
	"import", "kernel table 254" };
static const char *const of_interfaces[] = { "interface", "scan time", "accept",
	"neighbor", "multihop" };
static const char *const of_static[] = { "route", "check link", "igp table" };

static const struct type {
	const char *name;
	const char *const *harmless;
	size_t n;
	bool reloads;	/* its channels reload import filters */
	bool is_static; /* "preference" is harmless, too */
} types[] = {
	{ "bgp", of_bgp, N(of_bgp), true, true },
	{ "kernel", of_kernel, N(of_kernel), true, true },
	{ "device", of_interfaces, N(of_interfaces), true, true },
	{ "bfd", of_interfaces, N(of_interfaces), true, true },
	{ "babel", of_interfaces, 1, false, false },
	{ "static", of_static, N(of_static), true, true },
};

/* Does TEXT begin with the words of WORD? */
static bool
begins(struct slice text, const char *word)
{
	size_t n = strlen(word);

	return text.n >= n && memcmp(text.p, word, n) == 0 &&
	    (text.n == n || text.p[n] == ' ');
}

static bool
any_begins(struct slice text, const char *const *words, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (begins(text, words[i]))
			return true;
	return false;
}

static bool
ends(struct slice *text, const char *word)
{
	size_t n = strlen(word);

	if (text->n <= n || memcmp(text->p + text->n - n, word, n) != 0)
		return false;
	text->n -= n;
	return true;
}

/* Reduces "import table on" to "import table".  Returns false for a switch
 * that is off. */
static bool
without_switch(struct slice *text)
{
	if (ends(text, " off") || ends(text, " no"))
		return false;
	if (!ends(text, " on"))
		ends(text, " yes");
	return true;
}

static void
add(struct name_list *settings, const char *channel, struct slice text)
{
	struct buf line = { 0 };

	if (begins(text, "password"))
		text.n = strlen("password");
	if (!without_switch(&text))
		return;
	if (channel != NULL)
		buf_printf(&line, "%s ", channel);
	buf_add(&line, text.p, text.n);
	name_list_add(settings, (struct slice){ line.data, line.len });
	buf_free(&line);
}

/* "import" sets a filter; "import table" and "import keep filtered" do not. */
static bool
is_import_filter(struct slice text)
{
	return begins(text, "import") && !begins(text, "import table") &&
	    !begins(text, "import keep");
}

static void
add_channel(struct name_list *settings, const struct type *type,
    const char *channel, struct slice body)
{
	struct bird_statement s;

	name_list_add(settings, (struct slice){ channel, strlen(channel) });
	while (bird_statement_next(&body, &s)) {
		if (is_import_filter(s.head) && type != NULL && type->reloads)
			continue;
		if (!begins(s.head, "preference") || type == NULL ||
		    type->is_static)
			if (any_begins(s.head, of_channel, N(of_channel)))
				continue;
		add(settings, channel, s.head);
	}
}

static void
add_body(struct name_list *settings, const struct type *type, struct slice body)
{
	struct bird_statement s;

	while (bird_statement_next(&body, &s)) {
		if (s.head.n == 4 &&
		    (slice_is(s.head, "ipv4") || slice_is(s.head, "ipv6")))
			add_channel(settings, type,
			    slice_is(s.head, "ipv4") ? "ipv4" : "ipv6",
			    s.block);
		else if (s.head.n > 0 &&
		    !any_begins(s.head, everywhere, N(everywhere)) &&
		    (type == NULL ||
			!any_begins(s.head, type->harmless, type->n)) &&
		    !(type != NULL && begins(s.head, "local") &&
			!begins(s.head, "local role")))
			add(settings, NULL, s.head);
	}
}

static const struct type *
find_type(struct slice name)
{
	for (size_t i = 0; i < N(types); i++)
		if (slice_is(name, types[i].name))
			return &types[i];
	return NULL;
}

/* Adds the default settings of a kernel protocol. */
static void
add_kernel_defaults(struct name_list *settings)
{
	static const char *const fallback[] = { "metric 32", "scan time 60" };

	for (size_t i = 0; i < N(fallback); i++) {
		const char *value = strrchr(fallback[i], ' ');
		struct buf start = { 0 };

		buf_add(&start, fallback[i], (size_t)(value + 1 - fallback[i]));
		if (!name_list_any(settings, buf_cstr(&start)))
			name_list_add(settings,
			    (struct slice){ fallback[i], strlen(fallback[i]) });
		buf_free(&start);
	}
}

/*
 * Sorts, and removes a setting that both the template and the protocol have.
 */
static void
sort_unique(struct name_list *settings)
{
	struct name_list once = { 0 };

	name_list_sort(settings);
	for (size_t i = 0; i < settings->n; i++)
		if (i == 0 || strcmp(settings->v[i], settings->v[i - 1]) != 0)
			name_list_add(&once,
			    (struct slice){ settings->v[i],
				strlen(settings->v[i]) });
	name_list_free(settings);
	*settings = once;
}

void
protocol_settings(struct name_list *settings, const struct bird_text *t,
    const struct bird_block *protocol)
{
	const struct bird_block *b = protocol;
	const struct type *type = find_type(b->type);

	for (unsigned depth = 0; b != NULL && depth < 8; depth++) {
		add_body(settings, type, b->body);
		b = b->from.n > 0 ? bird_text_template(t, b->from) : NULL;
	}
	if (slice_is(protocol->type, "kernel"))
		add_kernel_defaults(settings);
	sort_unique(settings);
}

void
protocol_settings_differ(struct name_list *different, const struct name_list *a,
    const struct name_list *b)
{
	for (size_t i = 0; i < b->n; i++)
		if (!name_list_has(a,
			(struct slice){ b->v[i], strlen(b->v[i]) }))
			name_list_add(different,
			    (struct slice){ b->v[i], strlen(b->v[i]) });
	for (size_t i = 0; i < a->n; i++) {
		struct buf line = { 0 };

		if (name_list_has(b,
			(struct slice){ a->v[i], strlen(a->v[i]) }))
			continue;
		buf_printf(&line, "without %s", a->v[i]);
		name_list_add(different, (struct slice){ line.data, line.len });
		buf_free(&line);
	}
}
