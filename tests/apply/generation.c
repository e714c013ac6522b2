/* Unit tests of src/apply/generation.c: one content, one identity. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "apply/generation.h"
#include "base/hash.h"

#define BIRD \
	"#% begin bird 1\n#% file bird/a.conf 0640\n#% count roa 1\n" \
	"a;\n#% file bird/bird.conf 0640\nrouter id 192.0.2.1;\n" \
	"#% end bird 2\n"
#define BIRD_TURNED \
	"#% begin bird 1\n#% file bird/bird.conf 0640\n" \
	"router id 192.0.2.1;\n#% file bird/a.conf 0640\n#% count roa 1\n" \
	"a;\n#% end bird 2\n"
#define WIREGUARD \
	"#% begin wireguard 1\n" \
	"#% file wireguard/wg-x.conf 0600\nx\n#% end wireguard 1\n"

static const uint8_t key[SECRET_KEY] = { 1 };
static const uint8_t other_key[SECRET_KEY] = { 2 };

static void
ignore(void *ctx, enum diag_level level, const char *line)
{
	(void)ctx;
	(void)level;
	(void)line;
}

static bool
make_with(struct generation *g, const char *text, const uint8_t *k)
{
	struct diag diag = { .tool = "test", .sink = ignore };
	struct fragments fr;
	struct buf b = { 0 };
	bool ok;

	buf_str(&b, text);
	assert_true(fragments_parse(&fr, &b, "-", &diag));
	ok = generation_make(g, &fr, k,
	    &(struct job){
		.site = &(struct site){ .file = (char *)"/tmp/site.yaml" },
		.router = &(struct site_router){ .router_id = { 0 } },
		.diag = &diag });
	fragments_free(&fr);
	return ok;
}

static struct generation
make(const char *text)
{
	struct generation g;

	assert_true(make_with(&g, text, key));
	return g;
}

static void
order_does_not_matter(void **state)
{
	struct generation a = make(BIRD WIREGUARD);
	struct generation b = make(WIREGUARD BIRD_TURNED);

	(void)state;
	assert_string_equal(a.id, b.id);
	assert_string_equal(a.bird_id, b.bird_id);
	assert_true(id_ok(a.id, strlen(a.id)));
	generation_free(&a);
	generation_free(&b);
}

/* Written down: it must be the same on every machine and version. */
static void
identity_is_stable(void **state)
{
	struct generation g = make(BIRD WIREGUARD);

	(void)state;
	assert_string_equal(g.id,
	    "92269460b3d76f0b9b29b0ec0442c36bc61c230b45b6e5d757861eb12c490886");
	assert_string_equal(g.bird_id,
	    "edea498e81dcb54926f14c9360edfb89414e2dd11602ea5be5daff3135e0eba5");
	generation_free(&g);
}

static void
everything_counts(void **state)
{
	static const char *const others[] = {
		/* text, mode, count, session, name, a file more, set gone */
		"#% begin bird 1\n#% file bird/a.conf 0640\n#% count roa 1\n"
		"b;\n#% end bird 1\n",
		"#% begin bird 1\n#% file bird/a.conf 0644\n#% count roa 1\n"
		"a;\n#% end bird 1\n",
		"#% begin bird 1\n#% file bird/a.conf 0640\n#% count roa 2\n"
		"a;\n#% end bird 1\n",
		"#% begin bird 1\n#% file bird/a.conf 0640\n#% count roa 1\n"
		"#% session x y=1\na;\n#% end bird 1\n",
		"#% begin bird 1\n#% file bird/b.conf 0640\n#% count roa 1\n"
		"a;\n#% end bird 1\n",
		"#% begin bird 1\n#% file bird/a.conf 0640\n#% count roa 1\n"
		"a;\n#% file bird/b.conf 0640\n#% end bird 2\n",
	};
	struct generation a = make("#% begin bird 1\n#% file bird/a.conf "
				   "0640\n#% count roa 1\na;\n#% end bird 1\n");

	(void)state;
	for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
		struct generation b = make(others[i]);

		assert_string_not_equal(a.id, b.id);
		assert_string_not_equal(a.bird_id, b.bird_id);
		generation_free(&b);
	}
	generation_free(&a);
}

/* A change of tunnels alone must not touch BIRD. */
static void
bird_has_its_own(void **state)
{
	struct generation a = make(BIRD), b = make(BIRD WIREGUARD);

	(void)state;
	assert_string_not_equal(a.id, b.id);
	assert_string_equal(a.bird_id, b.bird_id);
	generation_free(&a);
	generation_free(&b);
}

static void
write_file(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
dependences_count(void **state)
{
	char path[] = "/tmp/birdfeed-test-XXXXXX", text[512];
	struct generation a, b, c;
	int fd = mkstemp(path);

	(void)state;
	assert_int_not_equal(fd, -1);
	close(fd);
	snprintf(text, sizeof text,
	    "#%% begin bird 1\n#%% file bird/a.conf "
	    "0640\n#%% count roa 1\n#%% depends %s\na;\n#%% end bird 1\n",
	    path);
	write_file(path, "one");
	assert_true(make_with(&a, text, key));
	assert_true(make_with(&b, text, other_key));
	write_file(path, "two");
	assert_true(make_with(&c, text, key));
	assert_string_not_equal(a.id, b.id);
	assert_string_not_equal(a.id, c.id);
	assert_string_not_equal(a.bird_id, c.bird_id);
	generation_free(&a);
	generation_free(&b);
	generation_free(&c);
	unlink(path);
	assert_false(make_with(&a, text, key)); /* missing */
	assert_int_equal(symlink("/etc/hostname", path), 0);
	assert_false(make_with(&a, text, key));
	unlink(path);
	/* There, and for everybody to read, but named by nobody. */
	assert_false(make_with(&a,
	    "#% begin bird 1\n"
	    "#% file bird/a.conf 0640\n#% count roa 1\n"
	    "#% depends /etc/passwd\na;\n#% end bird 1\n",
	    key));
}

static void
reads_its_manifest_back(void **state)
{
	struct diag diag = { .tool = "test", .sink = ignore };
	struct generation a = make(BIRD WIREGUARD), b;
	struct buf text = { 0 };
	char define[DEFINE_TEXT];

	(void)state;
	buf_add(&text, a.manifest.text.data, a.manifest.text.len);
	assert_true(generation_take(&b, &text, a.id, &diag));
	assert_string_equal(a.bird_id, b.bird_id);
	assert_int_equal(
	    fragments_count(fragments_set(&b.manifest, "bird"), "roa"), 1);
	assert_int_equal(
	    generation_hash(fragments_file(&b.manifest, "bird/a.conf")).n, 64);
	generation_define(&b, (struct slice){ "bird/bird.conf", 14 }, define);
	assert_non_null(strstr(define, a.bird_id));
	generation_define(&b, (struct slice){ "bird/a.conf", 11 }, define);
	assert_string_equal(define, "");
	generation_free(&b);
	/* One byte more, and it is nobody's. */
	buf_add(&text, a.manifest.text.data, a.manifest.text.len);
	buf_char(&text, '\n');
	assert_false(generation_take(&b, &text, a.id, &diag));
	generation_free(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order_does_not_matter),
		cmocka_unit_test(identity_is_stable),
		cmocka_unit_test(everything_counts),
		cmocka_unit_test(bird_has_its_own),
		cmocka_unit_test(dependences_count),
		cmocka_unit_test(reads_its_manifest_back),
	};

	if (!hash_init())
		return 1;
	return cmocka_run_group_tests(tests, NULL, NULL);
}
