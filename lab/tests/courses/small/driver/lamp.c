/* Not a driver: three lines for a test. */
static int lamp(int number)
{
	return number == 3;
}
