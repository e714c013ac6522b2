/*
 * Fuzz target: the fragment stream, and what apply makes of its files: tunnels,
 * protocols, a generation's identity.  A manifest is itself such a stream.
 */
#include "fuzz.h"

#include <string.h>

#include "apply/bird-text.h"
#include "apply/generation.h"
#include "apply/wg-tunnel.h"
#include "base/hash.h"

static bool
within(const struct buf *text, struct slice s)
{
	return s.n == 0 ||
	    (s.p >= text->data && s.p + s.n <= text->data + text->len);
}

static void
check_file(const struct fragments *fr, const struct frag_set *set,
    const struct frag_file *f)
{
	FUZZ_CHECK(fragment_path_ok(f->path, set->name));
	FUZZ_CHECK(f->mode == 0600 || f->mode == 0640 || f->mode == 0644);
	FUZZ_CHECK(within(&fr->text, f->head) && within(&fr->text, f->body));
	for (size_t i = 0; i < f->ndepends; i++)
		FUZZ_CHECK(f->depends[i].n > 0 && f->depends[i].p[0] == '/');
}

static void
check_stream(struct fragments *fr, struct diag *diag)
{
	struct tunnels tunnels = { 0 };
	struct bird_text text = { 0 };

	for (size_t i = 0; i < fr->n; i++)
		for (size_t j = 0; j < fr->set[i].n; j++)
			check_file(fr, &fr->set[i], &fr->set[i].file[j]);
	tunnels_parse(&tunnels, fragments_set(fr, "wireguard"), diag);
	tunnels_free(&tunnels);
	bird_text_of_stream(&text, fr);
	bird_text_free(&text);
}

static void
check_manifest(const uint8_t *data, size_t size, struct diag *diag)
{
	static const uint8_t key[SECRET_KEY] = { 1 };
	struct generation first, g;
	struct buf manifest = { 0 };
	char id[ID_TEXT];

	buf_add(&manifest, (const char *)data, size);
	/* Of another name: it only tells its own. */
	generation_take(&first, &manifest, "", diag);
	memcpy(id, first.id, sizeof id);
	generation_free(&first);
	FUZZ_CHECK(id_ok(id, strlen(id)));
	manifest = (struct buf){ 0 };
	buf_add(&manifest, (const char *)data, size);
	if (generation_take(&g, &manifest, id, diag))
		for (size_t i = 0; i < g.manifest.n; i++)
			for (size_t j = 0; j < g.manifest.set[i].n; j++)
				generation_text_ok(&g.manifest.set[i].file[j],
				    (struct slice){ "x", 1 }, key);
	generation_free(&g);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag diag = { .tool = "fuzz", .sink = diag_nowhere };
	struct fragments fr = { 0 };
	struct buf text = { 0 };

	FUZZ_CHECK(hash_init());
	buf_add(&text, (const char *)data, size);
	if (fragments_parse(&fr, &text, "fuzz", &diag))
		check_stream(&fr, &diag);
	else
		FUZZ_CHECK(diag.count[DIAG_ERROR] > 0);
	fragments_free(&fr);
	check_manifest(data, size, &diag);
	return 0;
}
