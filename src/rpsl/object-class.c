/* A class of objects: its folder, and the form of its primary keys. */
#include "rpsl/object-class.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/asn.h"
#include "stream/records.h"

static void
set_text(struct class_key *key)
{
	key->text = (struct slice){ key->buf, strlen(key->buf) };
}

/* Trims a part of a value, which may be wrapped over lines. */
static struct slice
trim_wrapped(const char *s, size_t n)
{
	while (n > 0 && *s == '\n') {
		s++;
		n--;
	}
	while (n > 0 && s[n - 1] == '\n')
		n--;
	return attr_trim(s, n);
}

/* Splits "A - B" at its dash; false if there is no dash. */
static bool
cut_range(struct slice value, struct slice *first, struct slice *last)
{
	const char *dash = memchr(value.p, '-', value.n);
	size_t n;

	if (dash == NULL)
		return false;
	n = (size_t)(dash - value.p);
	*first = trim_wrapped(value.p, n);
	*last = trim_wrapped(dash + 1, value.n - n - 1);
	return true;
}

static bool
canon_asn(const struct class *class, struct slice value, struct class_key *key,
    struct why *why)
{
	uint32_t asn;

	(void)class;
	if (!asn_parse(value.p, value.n, &asn, why))
		return false;
	asn_print(key->buf, asn);
	set_text(key);
	return true;
}

static bool
canon_as_block(const struct class *class, struct slice value,
    struct class_key *key, struct why *why)
{
	struct slice a, b;
	uint32_t first, last;

	(void)class;
	if (!cut_range(value, &a, &b)) {
		why_not(why, value.p, value.n, "two AS numbers, AS1-AS2");
		return false;
	}
	if (!asn_parse(a.p, a.n, &first, why) ||
	    !asn_parse(b.p, b.n, &last, why))
		return false;
	if (first > last) {
		why_set(why,
		    "AS%" PRIu32 " is above AS%" PRIu32
		    " (expected the smaller one first)",
		    first, last);
		return false;
	}
	snprintf(key->buf, sizeof key->buf, "AS%" PRIu32 "-AS%" PRIu32, first,
	    last);
	set_text(key);
	return true;
}

static bool
family_ok(const struct class *class, const struct addr *a, struct why *why)
{
	char text[ADDR_TEXT];

	if (a->family == class->family)
		return true;
	why_set(why, "%s is IPv%u (expected IPv%u)", addr_print(text, a),
	    a->family, class->family);
	return false;
}

static bool
canon_prefix(const struct class *class, struct slice value,
    struct class_key *key, struct why *why)
{
	if (!prefix_parse(value.p, value.n, &key->prefix, why) ||
	    !family_ok(class, &key->prefix.addr, why))
		return false;
	key->is_prefix = true;
	/* prefix_parse() accepts only the canonical IPv4 text. */
	if (class->family == 4) {
		key->text = value;
		return true;
	}
	prefix_print(key->buf, &key->prefix);
	set_text(key);
	return true;
}

/* The canonical form of a range of addresses is its prefix, if it is one. */
static bool
canon_range(const struct class *class, struct slice value,
    struct class_key *key, struct why *why)
{
	struct slice a, b;
	struct addr first, last;
	char from[ADDR_TEXT], to[ADDR_TEXT];

	if (!cut_range(value, &a, &b))
		return canon_prefix(class, value, key, why);
	if (!addr_parse(a.p, a.n, &first, why) ||
	    !addr_parse(b.p, b.n, &last, why) ||
	    !family_ok(class, &first, why) || !family_ok(class, &last, why))
		return false;
	if (addr_cmp(&first, &last) > 0) {
		why_set(why,
		    "%s is above %s (expected the smaller one "
		    "first)",
		    addr_print(from, &first), addr_print(to, &last));
		return false;
	}
	key->is_prefix = prefix_from_range(&first, &last, &key->prefix);
	if (key->is_prefix)
		prefix_print(key->buf, &key->prefix);
	else
		snprintf(key->buf, sizeof key->buf, "%s - %s",
		    addr_print(from, &first), addr_print(to, &last));
	set_text(key);
	return true;
}

/* In dn42, the cidr attribute of an inetnum must equal its range. */
static bool
check_cidr(const struct attr *attr, const struct class_key *key,
    struct why *why)
{
	struct prefix p;

	if (attr->name.n != 4 || !slice_is(attr->name, "cidr"))
		return true;
	if (!prefix_parse(attr->value.p, attr->value.n, &p, why))
		return false;
	if (key->is_prefix && prefix_cmp(&p, &key->prefix) == 0)
		return true;
	why_set(why, "%.*s is not the range (expected %.*s)",
	    (int)attr->value.n, attr->value.p, (int)key->text.n, key->text.p);
	return false;
}

#define NAMED(name) (name), sizeof(name) - 1

static const struct class classes[] = {
	{ NAMED("as-block"), .canon = canon_as_block },
	{ NAMED("as-set") },
	{ NAMED("aut-num"), .canon = canon_asn },
	{ NAMED("domain"), .folder = "dns" },
	{ NAMED("inet6num"), .family = 6, .canon = canon_range,
	    .check = check_cidr },
	{ NAMED("inetnum"), .family = 4, .canon = canon_range,
	    .check = check_cidr },
	{ NAMED("key-cert") },
	{ NAMED("mntner") },
	{ NAMED("organisation") },
	{ NAMED("person"), .named_by = "nic-hdl" },
	{ NAMED("registry") },
	{ NAMED("role"), .named_by = "nic-hdl" },
	{ NAMED("route"), .family = 4, .routes = true, .canon = canon_prefix },
	{ NAMED("route-set") },
	{ NAMED("route6"), .family = 6, .routes = true, .canon = canon_prefix },
	{ NAMED("schema") },
	{ NAMED("tinc-key") },
};

static const struct class *
find(const char *folder)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++) {
		const struct class *c = &classes[i];

		if (strcmp(c->folder != NULL ? c->folder : c->name, folder) ==
		    0)
			return c;
	}
	return NULL;
}

struct class class_in_folder(const char *folder)
{
	const struct class *c = find(folder);

	return c != NULL ? *c :
			   (struct class){
				   .name = folder,
				   .reserved = records_reserved((
				       struct slice){ folder, strlen(folder) }),
			   };
}

struct class class_named(struct slice name)
{
	for (size_t i = 0; i < sizeof classes / sizeof *classes; i++)
		if (name.n == classes[i].len &&
		    memcmp(name.p, classes[i].name, name.n) == 0)
			return classes[i];
	return (struct class){ .reserved = records_reserved(name) };
}

bool
class_folder_known(const char *folder)
{
	return find(folder) != NULL;
}

bool
class_key_parse(const struct class *class, struct slice value,
    struct class_key *key, struct why *why)
{
	key->is_prefix = false;
	if (value.n == 0) {
		why_set(why, "empty (expected the object's key)");
		return false;
	}
	if (class->canon != NULL)
		return class->canon(class, value, key, why);
	key->text = value;
	return true;
}

bool
class_file_name_is(struct slice value, const char *name)
{
	for (; value.n > 0; value.p++, value.n--) {
		char c = *value.p == '/' ? '_' : *value.p;

		if (c != ' ' && c != *name++)
			return false;
	}
	return *name == '\0';
}

/* Is NAME, with _ for the slash, a spelling of the prefix P? */
static bool
is_prefix_name(const struct prefix *p, const char *name)
{
	char text[PREFIX_TEXT];
	size_t n = strlen(name);
	char *underscore;
	struct prefix other;
	struct why why;

	if (n >= sizeof text)
		return false;
	memcpy(text, name, n + 1);
	underscore = strchr(text, '_');
	if (underscore == NULL)
		return false;
	*underscore = '/';
	return prefix_parse(text, n, &other, &why) &&
	    prefix_cmp(&other, p) == 0;
}

bool
class_file_fits(const struct class *class, const struct class_key *key,
    const char *name)
{
	if (class->len == 0 || class->named_by != NULL ||
	    class_file_name_is(key->text, name))
		return true;
	return key->is_prefix && is_prefix_name(&key->prefix, name);
}
