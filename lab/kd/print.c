#include "config.h"
#include "kd/private.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

/* 100 ns from 1601 to 1970 */
#define EPOCH UINT64_C(116444736000000000)

void kd_address(struct text *out, uint64_t address)
{
	text_printf(out, "%08" PRIx32 "`%08" PRIx32, (uint32_t)(address >> 32),
		    (uint32_t)address);
}

void print_symbol(struct kd_call *call, uint64_t address)
{
	char name[512];

	target_name(call->target, address, name, sizeof(name));
	if (*name)
		text_add_visible(call->out, name, strlen(name));
	else
		text_printf(call->out, "0x%08" PRIx32 "`%08" PRIx32,
			    (uint32_t)(address >> 32), (uint32_t)address);
}

bool print_is_code(struct target *target, uint64_t address)
{
	const struct target_module *module = target_module_at(target, address);
	struct pe_section section;

	for (unsigned i = 0;
	     module && module->has_pe && i < module->pe.sections; i++)
		if (pe_section(&module->pe, i, &section, NULL) == ERR_OK &&
		    address - module->base - section.rva < section.size)
			return section.flags & 0x20000000;
	return true;
}

void print_filetime(struct text *out, uint64_t filetime)
{
	uint64_t ticks = filetime >= EPOCH ? filetime - EPOCH : 0;
	time_t seconds = (time_t)(ticks / 10000000);
	struct tm tm;
	char day[32];
	long zone;

	if (filetime < EPOCH || !localtime_r(&seconds, &tm) ||
	    tm.tm_year > 8099) {
		text_add_string(out, "***** Invalid FILETIME");
		return;
	}
	/* not strftime's %a and %b: those would follow the locale */
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";

	snprintf(day, sizeof(day), "%.3s %.3s %2d", days + 3 * tm.tm_wday,
		 months + 3 * tm.tm_mon, tm.tm_mday);
	zone = tm.tm_gmtoff / 60;
	text_printf(out, "%s %02d:%02d:%02d.%03u %d (UTC %c %ld:%02ld)", day,
		    tm.tm_hour, tm.tm_min, tm.tm_sec,
		    (unsigned)(ticks / 10000 % 1000), tm.tm_year + 1900,
		    zone < 0 ? '-' : '+', (zone < 0 ? -zone : zone) / 60,
		    (zone < 0 ? -zone : zone) % 60);
}

char print_byte(uint8_t byte)
{
	return byte >= 0x20 && byte < 0x7f ? (char)byte : '.';
}

bool print_read_string(struct target *target, uint64_t address, char *ret,
		       size_t size)
{
	size_t i;

	for (i = 0; i + 1 < size; i++) {
		uint8_t byte;

		if (target_read(target, address + i, &byte, 1, NULL)) {
			if (!i)
				return false;
			break;
		}
		if (!byte)
			break;
		ret[i] = print_byte(byte);
	}
	ret[i] = 0;
	return true;
}

void print_process_name(struct target *target, uint64_t process, char *ret,
			size_t size)
{
	uint32_t offset =
		target_offset(target, "nt!_EPROCESS", "ImageFileName", 0x5a8);

	if (!process || !print_read_string(target, process + offset, ret,
					   size < 16 ? size : 16))
		*ret = 0;
}

uint64_t print_pointer(struct target *target, uint64_t address)
{
	uint64_t value;

	return target_read_u64(target, address, &value, NULL) ? 0 : value;
}

bool print_field(struct target *target, uint64_t object, const char *type,
		 const char *field, uint32_t fallback, unsigned bytes,
		 uint64_t *ret)
{
	uint32_t offset = target_offset(target, type, field, fallback);
	uint8_t value[8];

	if (target_read(target, object + offset, value, bytes, NULL))
		return false;
	*ret = 0;
	for (unsigned i = bytes; i-- > 0;)
		*ret = *ret << 8 | value[i];
	return true;
}

void print_hex_line(struct text *out, const uint8_t *bytes, size_t size)
{
	text_add_string(out, "  ");
	for (size_t i = 0; i < 16; i++) {
		if (i < size)
			text_printf(out, "%02X ", bytes[i]);
		else
			text_add_string(out, "   ");
	}
	text_add_char(out, ' ');
	for (size_t i = 0; i < size; i++)
		text_add_char(out, print_byte(bytes[i]));
	text_add_char(out, '\n');
}

void print_dots(struct text *out, size_t count)
{
	for (size_t i = 1; i <= count; i++) {
		text_add_char(out, '.');
		if (i % 64 == 63 && i < count)
			text_add_char(out, '\n');
	}
	text_add_char(out, '\n');
}
