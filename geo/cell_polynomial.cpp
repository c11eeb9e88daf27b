#include "geo/cell_polynomial.hpp"

#include <cmath>
#include <numbers>

namespace picket::geo {

namespace {

using Row = CellPolynomial::Row;
using Square = std::array<Row, most_nodes>;

// Values of the Chebyshev polynomials at a place from -1 to 1.
Row chebyshev(double at) {
    Row t{1, at};
    for (std::size_t k = 2; k < most_nodes; ++k) t[k] = 2 * at * t[k - 1] - t[k - 2];
    return t;
}

// What makes coefficients from values at the nodes.
Square made_weights(std::size_t nodes) {
    Square w{};
    for (std::size_t i = 0; i < nodes; ++i) {
        const Row t = chebyshev(chebyshev_node(i, nodes));
        for (std::size_t k = 0; k < nodes; ++k) w[k][i] = (k == 0 ? 1.0 : 2.0) / static_cast<double>(nodes) * t[k];
    }
    return w;
}

const Square& weights(std::size_t nodes) {
    static const std::array<Square, most_nodes + 1> all = [] {
        std::array<Square, most_nodes + 1> made{};
        for (std::size_t n = 1; n <= most_nodes; ++n) made[n] = made_weights(n);
        return made;
    }();
    return all[nodes];
}

// Coefficients of powers, from those of Chebyshev polynomials.
Row powers(const Row& by_chebyshev, std::size_t nodes) {
    Row sum{}, last{1}, now{0, 1};
    sum[0] = by_chebyshev[0];
    for (std::size_t k = 1; k < nodes; ++k) {
        for (std::size_t i = 0; i <= k; ++i) sum[i] += by_chebyshev[k] * now[i];
        Row next{};
        for (std::size_t i = 0; i + 1 < most_nodes; ++i) next[i + 1] = 2 * now[i];
        for (std::size_t i = 0; i < most_nodes; ++i) next[i] -= last[i];
        last = now;
        now = next;
    }
    return sum;
}

}  // namespace

double chebyshev_node(std::size_t i, std::size_t nodes) {
    return std::cos(std::numbers::pi * (static_cast<double>(i) + 0.5) / static_cast<double>(nodes));
}

CellPolynomial::CellPolynomial(std::size_t nodes, const std::vector<double>& values) : nodes_(nodes) {
    const Square& w = weights(nodes);
    Square half{};
    for (std::size_t i = 0; i < nodes; ++i)
        for (std::size_t k = 0; k < nodes; ++k)
            for (std::size_t j = 0; j < nodes; ++j) half[i][k] += w[k][j] * values[i * nodes + j];
    for (std::size_t l = 0; l < nodes; ++l)
        for (std::size_t i = 0; i < nodes; ++i)
            for (std::size_t k = 0; k < nodes; ++k) chebyshev_[l][k] += w[l][i] * half[i][k];
    for (std::size_t l = 0; l < nodes; ++l) c_[l] = powers(chebyshev_[l], nodes);
}

double CellPolynomial::last() const {
    double sum = 0;
    for (std::size_t k = 0; k < nodes_; ++k) sum += std::abs(chebyshev_[nodes_ - 1][k]) + std::abs(chebyshev_[k][nodes_ - 1]);
    return sum;
}

CellPolynomial::Linear CellPolynomial::linear() const {
    Linear result{chebyshev_[0][0], chebyshev_[0][1], chebyshev_[1][0], 0};
    for (std::size_t l = 0; l < nodes_; ++l)
        for (std::size_t k = 0; k < nodes_; ++k)
            if (l + k > 1) result.rest += std::abs(chebyshev_[l][k]);
    return result;
}

CellPolynomial::Row CellPolynomial::along(double southward) const {
    const Row t = chebyshev(southward);
    Row row{};
    for (std::size_t l = 0; l < nodes_; ++l)
        for (std::size_t k = 0; k < most_nodes; ++k) row[k] += c_[l][k] * t[l];
    return row;
}

}  // namespace picket::geo
