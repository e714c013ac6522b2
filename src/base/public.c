/* Public addresses: those that the internet can reach. */
#include "base/public.h"

#include "base/prefix.h"

/* The registries of RFC 6890, without the documentation prefixes. */
static const struct prefix special[] = {
	{ { 4, { 0 } }, 8 },
	{ { 4, { 10 } }, 8 },
	{ { 4, { 100, 64 } }, 10 },
	{ { 4, { 127 } }, 8 },
	{ { 4, { 169, 254 } }, 16 },
	{ { 4, { 172, 16 } }, 12 },
	{ { 4, { 192, 0, 0 } }, 24 },
	{ { 4, { 192, 88, 99 } }, 24 },
	{ { 4, { 192, 168 } }, 16 },
	{ { 4, { 198, 18 } }, 15 },
	{ { 4, { 224 } }, 3 },
	{ { 6, { 0 } }, 8 }, /* ::1, mapped, NAT64 */
	{ { 6, { 0x01 } }, 64 },
	{ { 6, { 0x20, 0x01 } }, 23 }, /* Teredo, ORCHID */
	{ { 6, { 0x20, 0x02 } }, 16 }, /* 6to4 */
	{ { 6, { 0x5f } }, 16 },       /* segments, RFC 9602 */
	{ { 6, { 0xfc } }, 7 },
	{ { 6, { 0xfe, 0x80 } }, 10 },
	{ { 6, { 0xfe, 0xc0 } }, 10 },
	{ { 6, { 0xff } }, 8 },
};

bool
addr_is_public(const struct addr *a)
{
	for (size_t i = 0; i < sizeof special / sizeof *special; i++)
		if (prefix_contains_addr(&special[i], a))
			return false;
	return true;
}
