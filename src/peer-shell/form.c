/* The fields of a peer that somebody fills in. */
#include "peer-shell/form.h"

#include <string.h>

#include "base/mem.h"
#include "base/near.h"
#include "peer-shell/reply.h"

static bool
is_field(unsigned key)
{
	return key == PEER_NAME ||
	    ((peer_schema.keys[key].flags & PEER_IN_REQUEST) != 0 &&
		key != PEER_ID && key != PEER_MNTNER);
}

bool
form_set(struct form *form, unsigned key, const char *text, struct why *why)
{
	const struct key *row = &peer_schema.keys[key];

	value_free(row, &form->peer);
	form->peer.line[key] = 0;
	form->clear[key] = text[0] == '\0';
	if (form->clear[key])
		return true;
	if (!value_parse(row, text, strlen(text), &form->peer, why))
		return false;
	peer_mark(&form->peer, key);
	return true;
}

static int
no_field(struct shell *s, const char *name)
{
	struct near near = { .word = name };
	struct why hint;

	for (unsigned i = 0; i < PEER_KEYS; i++)
		if (is_field(i))
			near_try(&near, peer_schema.keys[i].name);
	return reply_no(s, 2, NULL, NULL, "\"%.40s\" is not a field%s", name,
	    near_hint(&hint, &near, ""));
}

int
form_words(struct shell *s, struct form *form, char **word, size_t n)
{
	bool seen[PEER_KEYS] = { false };
	struct why why;

	for (size_t i = 0; i < n; i++) {
		char *equals = strchr(word[i], '=');
		const char *value = equals != NULL ? equals + 1 : word[i];
		const struct key *row = equals == NULL ?
		    &peer_schema.keys[PEER_NAME] :
		    schema_find(&peer_schema, word[i],
			(size_t)(equals - word[i]));
		unsigned key = row != NULL ?
		    (unsigned)(row - peer_schema.keys) :
		    PEER_KEYS;

		if (row == NULL || !is_field(key)) {
			*equals = '\0';
			return no_field(s, word[i]);
		}
		if (seen[key])
			return reply_no(s, 2, row->name, NULL, "there twice");
		seen[key] = true;
		if (!form_set(form, key, value, &why))
			return reply_no(s, 1, row->name, "form", "%s",
			    why.text);
	}
	return 0;
}

const char *
form_take(char **word, size_t *n, const char *key)
{
	const size_t length = strlen(key);
	const char *value = NULL;
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (strncmp(word[i], key, length) == 0 &&
		    word[i][length] == '=')
			value = word[i] + length + 1;
		else
			word[kept++] = word[i];
	*n = kept;
	return value;
}

void
form_free(struct form *form)
{
	peer_free(&form->peer);
}
