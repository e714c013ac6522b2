/* A spec: the allowed words of an attribute's value. */
#include "registry-check/value-spec.h"

#include <string.h>

#include "base/word.h"
#include "registry-check/class-schema.h"

#define SPACE " \t\r\n"

static bool
is_choice(struct slice token)
{
	return token.n > 2 && token.p[0] == '{' && token.p[token.n - 1] == '}';
}

static bool
is_choices(struct slice spec)
{
	struct slice token;
	bool any = false;

	while ((token = word_cut(&spec, SPACE)).n > 0) {
		if (!is_choice(token))
			return false;
		any = true;
	}
	return any;
}

/* Is WORD one of the choices in TOKEN, "{one|other|}"? */
static bool
is_chosen(struct slice token, struct slice word)
{
	struct slice rest = { token.p + 1, token.n - 2 }, choice;

	while ((choice = word_cut(&rest, "|")).n > 0)
		if (choice.n == word.n && memcmp(choice.p, word.p, word.n) == 0)
			return true;
	return false;
}

static bool
may_be_missing(struct slice token)
{
	return token.p[token.n - 2] == '|';
}

static bool
refuse(struct slice token, struct slice word, struct why *why)
{
	char expected[80];
	size_t n = token.n < sizeof expected ? token.n : sizeof expected - 1;

	memcpy(expected, token.p, n);
	expected[n] = '\0';
	why_not(why, word.p, word.n, expected);
	return false;
}

bool
spec_fits(struct slice spec, struct slice value, struct why *why)
{
	struct slice token, word, last = spec;

	if (!is_choices(spec))
		return true;
	word = word_cut(&value, SPACE);
	while ((token = word_cut(&spec, SPACE)).n > 0) {
		last = token;
		if (is_chosen(token, word))
			word = word_cut(&value, SPACE);
		else if (!may_be_missing(token))
			return refuse(token, word, why);
	}
	return word.n == 0 || refuse(last, word, why);
}
