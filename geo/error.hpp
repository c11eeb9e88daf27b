// The one way the library says no: what the user gave is wrong, and the message says what and where.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace picket::geo {

// The user's arguments or data are wrong. what() is one message that names file, place, value and what is allowed.
class InputError : public std::runtime_error {
  public:
    using std::runtime_error::runtime_error;
};

// Things the user should know that do not stop the work. The library never prints: it appends here.
using Notices = std::vector<std::string>;

}  // namespace picket::geo
