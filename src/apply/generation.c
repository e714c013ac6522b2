/* A generation: its canonical content and its identity. */
#include "apply/generation.h"

#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "apply/depends.h"
#include "apply/password-names.h"
#include "base/mem.h"
#include "base/number.h"
#include "base/sort.h"

static const char hash_word[] = "blake2b ";
static const char depends_word[] = "depends ";
static const char bird_end[] = "\n#% end bird ";

void
content_hash(char hex[static ID_TEXT], const void *data, size_t n)
{
	unsigned char hash[crypto_generichash_BYTES];

	crypto_generichash(hash, sizeof hash, data, n, NULL, 0);
	sodium_bin2hex(hex, ID_TEXT, hash, sizeof hash);
}

bool
id_ok(const char *s, size_t n)
{
	return n == ID_TEXT - 1 && hex_lower(s, n) == n;
}

static void
add_hash(struct buf *m, struct slice content, struct slice path,
    const uint8_t key[static SECRET_KEY])
{
	char hex[SECRET_HASH];

	secret_hash(content, key, hex);
	buf_printf(m, "%s%s ", depends_word, hex);
	buf_add(m, path.p, path.n);
	buf_char(m, '\n');
}

/* The content of a copied file has been read already, for its copy.  If a
 * stream names a file for BIRD without a copy, BIRD reads the file itself. */
static bool
add_depends(struct buf *m, const struct frag_set *set, struct slice path,
    const uint8_t key[static SECRET_KEY], const struct job *job,
    struct why *why)
{
	const struct frag_file *copy = fragments_copy(set, path);
	struct secret content;
	enum secret_rule rule;
	char *name;
	bool ok;

	if (copy != NULL) {
		add_hash(m, copy->body, path, key);
		return true;
	}
	name = mem_strndup(path.p, path.n);
	ok = depends_rule(job, set->name, name, &rule, why) &&
	    secret_read(&content, name, rule, why);
	if (ok) {
		add_hash(m, (struct slice){ content.data, content.n }, path,
		    key);
		secret_free(&content);
	}
	free(name);
	return ok;
}

/* Is LINE framing that is not part of the generation's identity? */
static bool
is_news(const char *line, size_t n)
{
	static const char *const news[] = { "#% leave ", "#% revision " };

	for (size_t i = 0; i < sizeof news / sizeof *news; i++)
		if (n > strlen(news[i]) &&
		    memcmp(line, news[i], strlen(news[i])) == 0)
			return true;
	return false;
}

/* Adds the framing of a file without the lines that are news. */
static void
add_head(struct buf *m, struct slice head)
{
	while (head.n > 0) {
		const char *end = memchr(head.p, '\n', head.n);
		size_t n = end != NULL ? (size_t)(end - head.p) + 1 : head.n;

		if (!is_news(head.p, n))
			buf_add(m, head.p, n);
		head.p += n;
		head.n -= n;
	}
}

static bool
add_file(struct buf *m, const struct frag_set *set,
    const struct frag_file *file, const uint8_t key[static SECRET_KEY],
    const struct job *job)
{
	char hex[ID_TEXT];
	bool ok = true;

	buf_str(m, "#% file ");
	buf_add(m, file->path.p, file->path.n);
	buf_printf(m, " 0%03o\n", file->mode);
	add_head(m, file->head);
	if (file->copy.n > 0) {
		add_hash(m, file->body, file->copy, key);
		return true;
	}
	content_hash(hex, file->body.p, file->body.n);
	buf_printf(m, "%s%s\n", hash_word, hex);
	for (size_t i = 0; i < file->ndepends; i++) {
		struct why why;

		if (add_depends(m, set, file->depends[i], key, job, &why))
			continue;
		diag_say(job->diag, DIAG_ERROR, NULL, NULL,
		    "%s (expected what %.*s depends on)", why.text,
		    (int)file->path.n, file->path.p);
		ok = false;
	}
	return ok;
}

static int
by_name(const void *a, const void *b)
{
	const struct frag_set *x = *(const struct frag_set *const *)a;
	const struct frag_set *y = *(const struct frag_set *const *)b;

	return slice_cmp(x->name, y->name);
}

/* Adds the sets, sorted by name.  The files in a set are sorted already. */
static bool
add_sets(struct buf *m, const struct fragments *stream,
    const uint8_t key[static SECRET_KEY], const struct job *job)
{
	const struct frag_set **set = mem_alloc(stream->n * sizeof *set);
	bool ok = true;

	for (size_t i = 0; i < stream->n; i++)
		set[i] = &stream->set[i];
	sort_all(set, stream->n, sizeof *set, by_name);
	for (size_t i = 0; i < stream->n; i++) {
		buf_str(m, "#% begin ");
		buf_add(m, set[i]->name.p, set[i]->name.n);
		buf_str(m, " 1\n");
		for (size_t j = 0; j < set[i]->n; j++)
			ok &= add_file(m, set[i], &set[i]->file[j], key, job);
		buf_str(m, "#% end ");
		buf_add(m, set[i]->name.p, set[i]->name.n);
		buf_printf(m, " %zu\n", set[i]->n);
	}
	free(set);
	return ok;
}

static void
final_hex(crypto_hash_sha256_state *state, char hex[static ID_TEXT])
{
	unsigned char hash[crypto_hash_sha256_BYTES];

	crypto_hash_sha256_final(state, hash);
	sodium_bin2hex(hex, ID_TEXT, hash, sizeof hash);
}

/* Computes both ids in one pass.  "bird" sorts first, and only framing lines
 * start with "#%". */
static void
identify(struct generation *g, const struct buf *text)
{
	/* An empty buffer may have no memory. */
	const char *data = text->len > 0 ? text->data : "";
	const char *end = memmem(data, text->len, bird_end,
	    sizeof bird_end - 1);
	size_t n = end != NULL ? (size_t)(end - data) : 0;
	const unsigned char *p = (const unsigned char *)data;
	crypto_hash_sha256_state all, bird;

	crypto_hash_sha256_init(&all);
	crypto_hash_sha256_update(&all, p, n);
	bird = all;
	final_hex(&bird, g->bird_id);
	crypto_hash_sha256_update(&all, p + n, text->len - n);
	final_hex(&all, g->id);
}

/* Takes MANIFEST over. */
static bool
parse(struct generation *g, struct buf *manifest, struct diag *diag)
{
	if (fragments_parse(&g->manifest, manifest, "manifest", diag))
		return true;
	generation_free(g);
	return false;
}

bool
generation_take(struct generation *g, struct buf *manifest, const char *id,
    struct diag *diag)
{
	*g = (struct generation){ 0 };
	identify(g, manifest);
	if (strcmp(g->id, id) == 0)
		return parse(g, manifest, diag);
	buf_free(manifest);
	return false;
}

static void
take_leaves(struct generation *g, const struct fragments *stream)
{
	static const char what[] = "peer";

	for (size_t i = 0; i < stream->n; i++)
		for (size_t j = 0; j < stream->set[i].n; j++) {
			const struct frag_file *f = &stream->set[i].file[j];

			for (size_t k = 0; k < f->nleave; k++)
				if (slice_is(f->leave[k].what, what))
					name_list_add(&g->leaves,
					    f->leave[k].name);
		}
	name_list_sort(&g->leaves);
}

bool
generation_make(struct generation *g, const struct fragments *stream,
    const uint8_t key[static SECRET_KEY], const struct job *job)
{
	struct buf manifest = { 0 };

	*g = (struct generation){ 0 };
	if (!add_sets(&manifest, stream, key, job) ||
	    !password_names_ok(stream, job)) {
		buf_free(&manifest);
		return false;
	}
	identify(g, &manifest);
	if (!parse(g, &manifest, job->diag))
		return false;
	take_leaves(g, stream);
	return true;
}

void
generation_free(struct generation *g)
{
	fragments_free(&g->manifest);
	name_list_free(&g->leaves);
	*g = (struct generation){ 0 };
}

bool
generation_depends(const struct fragments *stream)
{
	for (size_t i = 0; i < stream->n; i++)
		for (size_t j = 0; j < stream->set[i].n; j++)
			if (stream->set[i].file[j].ndepends > 0 ||
			    stream->set[i].file[j].copy.n > 0)
				return true;
	return false;
}

const char *
generation_define(const struct generation *g, struct slice path,
    char text[static DEFINE_TEXT])
{
	text[0] = '\0';
	if (slice_is(path, "bird/bird.conf"))
		snprintf(text, DEFINE_TEXT,
		    "define BIRDFEED_GENERATION = \"sha256:%s\";\n",
		    g->bird_id);
	return text;
}

/* The hex digits after WORD at the start of F's text in the manifest. */
static struct slice
hash_behind(const struct frag_file *file, const char *word)
{
	size_t skip = strlen(word);
	struct slice none = { file->body.p, 0 };

	if (file->body.n < skip + ID_TEXT - 1 ||
	    memcmp(file->body.p, word, skip) != 0)
		return none;
	return (struct slice){ file->body.p + skip, ID_TEXT - 1 };
}

struct slice
generation_hash(const struct frag_file *file)
{
	return hash_behind(file, file->copy.n > 0 ? depends_word : hash_word);
}

bool
generation_text_ok(const struct frag_file *file, struct slice text,
    const uint8_t key[static SECRET_KEY])
{
	char hex[ID_TEXT];

	if (file->copy.n > 0)
		secret_hash(text, key, hex);
	else
		content_hash(hex, text.p, text.n);
	return slice_is(generation_hash(file), hex);
}
