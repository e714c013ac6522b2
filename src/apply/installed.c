/* The tunnels of an installed generation. */
#include "apply/installed.h"

#include "apply/generation-tree.h"
#include "apply/tunnel-copies.h"
#include "base/mem.h"

static void
read_tunnel(struct tunnel *t, struct store *s, const struct generation *g,
    const struct frag_file *f)
{
	struct buf text = { 0 };

	if (!tree_read(s, g->id, f->path, &text) ||
	    !tunnel_parse(t, f->path, (struct slice){ text.data, text.len },
		s->diag)) {
		tunnel_free(t);
		if (!tunnel_name(f->path, t->name))
			t->name[0] = '\0';
	}
	buf_free(&text);
}

void
installed_tunnels(struct tunnels *ts, struct store *s,
    const struct generation *g)
{
	const struct frag_set *set = fragments_set(&g->manifest, "wireguard");
	struct buf folder = { 0 };

	*ts = (struct tunnels){ 0 };
	if (set == NULL || set->n == 0)
		return;
	ts->v = mem_zalloc(set->n * sizeof *ts->v);
	for (size_t i = 0; i < set->n; i++)
		if (set->file[i].copy.n == 0)
			read_tunnel(&ts->v[ts->n++], s, g, &set->file[i]);
	tunnels_sort(ts);
	buf_printf(&folder, "%s/%s", s->path, g->id);
	tunnels_take_copies(ts, set, buf_cstr(&folder), s, g->id);
	buf_free(&folder);
}
