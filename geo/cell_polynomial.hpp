// A smooth function over the cells of a tile as a polynomial in both directions, through its values at Chebyshev nodes.
//
// Coefficients of a smooth function fall from degree to degree: the last ones bound, in practice, what those left out would add.
#pragma once

#include <array>
#include <cstddef>
#include <vector>

namespace picket::geo {

// Up to so many nodes in each direction.
inline constexpr std::size_t most_nodes = 8;

// From -1 to 1: across the tile eastward or southward.
double chebyshev_node(std::size_t i, std::size_t nodes);

class CellPolynomial {
  public:
    // `values` at the nodes, row by row; nodes x nodes of them.
    CellPolynomial(std::size_t nodes, const std::vector<double>& values);

    // The sum of the sizes of all coefficients of the highest degree, in either direction.
    double last() const;

    // Constant and slopes of its linear part, and the sum of the sizes of all other coefficients.
    struct Linear {
        double middle, eastward, southward, rest;
    };
    Linear linear() const;

    // Coefficients of the powers of a place's part across the tile, from -1 to 1, in the row at `southward`.
    using Row = std::array<double, most_nodes>;
    Row along(double southward) const;

    std::size_t nodes() const { return nodes_; }

  private:
    std::size_t nodes_;
    std::array<Row, most_nodes> c_{};  // by degree southward, then eastward; powers eastward
    std::array<Row, most_nodes> chebyshev_{};
};

// Value of a row's polynomial.
template <std::size_t nodes>
double value_at(const CellPolynomial::Row& row, double eastward) {
    double sum = row[nodes - 1];
    for (std::size_t k = nodes - 1; k-- > 0;) sum = sum * eastward + row[k];
    return sum;
}

}  // namespace picket::geo
