// The body of Boost.JSON, whose headers otherwise only declare it; one file, so that it is compiled once.
#include <boost/json/src.hpp>
