/* The keys of tunnels, from their generation's copies. */
#include "apply/tunnel-copies.h"

#include <sodium.h>
#include <string.h>

#include "apply/generation-tree.h"

/* The location of the copies, and the last one that was read: all tunnels use
 * the same private key. */
struct copies_at {
	const struct frag_set *set;
	const char *folder;
	struct store *store;
	const char *id;
	const struct frag_file *last;
	struct wgkey last_public;
};

static bool
read_key(struct wgkey *key, const struct copies_at *at,
    const struct frag_file *f)
{
	struct buf text = { 0 };
	bool ok;

	if (at->store == NULL)
		return secret_wgkey(key, f->body);
	ok = tree_read(at->store, at->id, f->path, &text) &&
	    secret_wgkey(key, (struct slice){ text.data, text.len });
	if (text.len > 0)
		sodium_memzero(text.data, text.len);
	buf_free(&text);
	return ok;
}

/* Finds the copy of SOURCE, and sets PATH to its path. */
static const struct frag_file *
find_copy(const struct copies_at *at, const char *source, char **path)
{
	const struct frag_file *f = fragments_copy(at->set,
	    (struct slice){ source, strlen(source) });
	struct buf text = { 0 };

	if (f == NULL)
		return NULL;
	buf_printf(&text, "%s/%.*s", at->folder, (int)f->path.n, f->path.p);
	buf_cstr(&text);
	*path = text.data;
	return f;
}

static void
take_private(struct tunnel *t, struct copies_at *at)
{
	const struct frag_file *f = find_copy(at, t->key_file, &t->key_copy);
	struct wgkey key = { 0 };

	if (f == NULL)
		return;
	if (f != at->last) {
		at->last = f;
		if (!read_key(&key, at, f) ||
		    !secret_public_key(&at->last_public, &key))
			at->last_public = (struct wgkey){ 0 };
		sodium_memzero(&key, sizeof key);
	}
	t->public_key = at->last_public;
}

static void
take_psk(struct tunnel *t, const struct copies_at *at)
{
	const struct frag_file *f = find_copy(at, t->psk_file, &t->psk_copy);

	if (f != NULL && !read_key(&t->psk, at, f))
		sodium_memzero(&t->psk, sizeof t->psk);
}

void
tunnels_take_copies(struct tunnels *ts, const struct frag_set *set,
    const char *folder, struct store *store, const char *id)
{
	struct copies_at at = { set, folder, store, id, NULL, { { 0 } } };

	for (size_t i = 0; i < ts->n; i++) {
		if (ts->v[i].key_file != NULL)
			take_private(&ts->v[i], &at);
		if (ts->v[i].psk_file != NULL)
			take_psk(&ts->v[i], &at);
	}
}
