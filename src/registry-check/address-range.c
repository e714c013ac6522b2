/* A range: the first and the last address of a prefix, in full. */
#include "registry-check/address-range.h"

#include <stdio.h>
#include <string.h>

/* Writes A at END; returns the new end. */
static char *
print_addr(char *end, const struct addr *a)
{
	if (a->family == 4) {
		char text[ADDR_TEXT];

		return stpcpy(end, addr_print(text, a));
	}
	for (unsigned i = 0; i < 16; i += 2)
		end += sprintf(end, "%s%02x%02x", i > 0 ? ":" : "",
		    (unsigned)a->bytes[i], (unsigned)a->bytes[i + 1]);
	return end;
}

const char *
range_print(char text[static RANGE_TEXT], const struct prefix *p)
{
	struct addr last = p->addr;

	for (unsigned i = p->len; i < addr_bits(&last); i++)
		last.bytes[i / 8] |= (uint8_t)(0x80 >> i % 8);
	print_addr(stpcpy(print_addr(text, &p->addr), " - "), &last);
	return text;
}

bool
range_is(struct slice value, const char *range)
{
	for (; value.n > 0; value.p++, value.n--) {
		if (strchr(" \t\n", *value.p) != NULL && *value.p != '\0')
			continue;
		while (*range == ' ')
			range++;
		if (*value.p != *range++)
			return false;
	}
	return *range == '\0';
}
