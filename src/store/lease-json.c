/* The users of a store of leases as JSON, as the gateway's API has them. */
#include "store/lease-json.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <jansson.h>

#include "base/utf8.h"

/* True if JSON needs no escape in the text. */
static bool
is_plain(const char *s)
{
	for (; *s != '\0'; s++)
		if (!utf8_is_ascii(*s) || *s == '"' || *s == '\\')
			return false;
	return true;
}

static void
add_text(struct buf *to, const char *s)
{
	json_t *json;
	char *text;

	if (is_plain(s)) {
		buf_char(to, '"');
		buf_str(to, s);
		buf_char(to, '"');
		return;
	}
	/* jansson refuses a text that is not UTF-8. */
	json = json_string(s);
	text = json == NULL ? NULL : json_dumps(json, JSON_ENCODE_ANY);
	buf_str(to, text != NULL ? text : "\"\"");
	free(text);
	json_decref(json);
}

void
lease_json_user(struct buf *to, const struct lease_user *user)
{
	char prefix[PREFIX_TEXT];

	buf_str(to, "{\"user_hash\": ");
	add_text(to, user->hash);
	buf_str(to, ", \"user_id\": ");
	add_text(to, user->id != NULL ? user->id : "");
	buf_str(to, ", \"email\": ");
	if (user->email != NULL)
		add_text(to, user->email);
	else
		buf_str(to, "null");
	buf_printf(to, ", \"asn\": %" PRIu32 ", \"prefixes\": [", user->asn);
	for (size_t i = 0; i < user->nleases; i++) {
		buf_str(to, i > 0 ? ", " : "");
		add_text(to, prefix_print(prefix, &user->lease[i].prefix));
	}
	buf_str(to, "]}");
}

struct mappings {
	struct buf *to;
	bool any;
};

static void
add_user(void *ctx, const struct lease_user *user)
{
	struct mappings *m = ctx;

	buf_str(m->to, m->any ? ",\n" : "\n");
	lease_json_user(m->to, user);
	m->any = true;
}

enum lease_result
lease_json_mappings(struct buf *to, struct lease_store *store)
{
	struct mappings m = { to, false };
	enum lease_result result;

	buf_str(to, "{\"mappings\": [");
	result = lease_users_each(store, add_user, &m);
	buf_str(to, m.any ? "\n]}\n" : "]}\n");
	return result;
}
